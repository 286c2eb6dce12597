import './forget_expired.js'
import './send_password_reset.js'
