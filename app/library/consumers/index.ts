import './sweep_orphans.js'
