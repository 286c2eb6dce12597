import './clear_files.js'
import './keep_versions.js'
import './purge_deleted.js'
import './seal_anew.js'
