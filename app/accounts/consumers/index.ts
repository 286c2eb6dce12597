import './forget_expired.js'
