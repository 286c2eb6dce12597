import './seal_anew.js'
