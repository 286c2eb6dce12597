import './note_hour.js'
