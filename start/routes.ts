/** The modules that answer requests. */
import '#appliance/routes'
import '#library/routes'
import '#live/routes'
