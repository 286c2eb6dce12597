import './forget_expired.js'
import './record_failed_sign_in.js'
import './send_password_reset.js'
