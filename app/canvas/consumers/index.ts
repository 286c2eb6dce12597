import './keep_versions.js'
import './seal_anew.js'
