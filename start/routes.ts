/** The modules that answer requests. */
import '#accounts/routes'
import '#appliance/routes'
import '#journal/routes'
import '#canvas/routes'
import '#library/routes'
import '#live/routes'
import '#messaging/routes'
import '#programs/routes'
