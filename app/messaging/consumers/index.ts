import './seal_anew.js'
import './send_mail.js'
