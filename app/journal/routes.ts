import router from '@adonisjs/core/services/router'

const ShowJournal = () => import('./controllers/show_journal_controller.js')
const NewEntry = () => import('./controllers/new_entry_controller.js')
const ShowEntry = () => import('./controllers/show_entry_controller.js')
const SaveEntry = () => import('./controllers/save_entry_controller.js')
const DeleteEntry = () => import('./controllers/delete_entry_controller.js')
const ListChanges = () => import('./controllers/list_changes_controller.js')
const GetEntry = () => import('./controllers/get_entry_controller.js')

router.get('/journal', [ShowJournal, 'handle'])
router.get('/journal/new', [NewEntry, 'handle'])
router.get('/journal/:id', [ShowEntry, 'handle'])
router.put('/journal/entries/:id', [SaveEntry, 'handle'])
router.delete('/journal/entries/:id', [DeleteEntry, 'handle'])

router.get('/api/v1/journal/entries', [ListChanges, 'handle'])
router.get('/api/v1/journal/entries/:id', [GetEntry, 'handle'])
router.put('/api/v1/journal/entries/:id', [SaveEntry, 'handle']).as('api.save_entry')
router.delete('/api/v1/journal/entries/:id', [DeleteEntry, 'handle']).as('api.delete_entry')
