/** The modules that react to events. */
import '#core/blobs/sweep_quarantine'
import '#core/audit/sign_log'
import '#core/events/housekeeping'
import '#accounts/consumers/index'
import '#canvas/consumers/index'
import '#entitlements/consumers/index'
import '#library/consumers/index'
import '#messaging/consumers/index'
