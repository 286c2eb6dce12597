import './check_mail_server.js'
import './seal_anew.js'
import './send_mail.js'
