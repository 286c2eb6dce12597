/** The modules that answer requests. */
import '#appliance/routes'
import '#live/routes'
