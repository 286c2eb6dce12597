import router from '@adonisjs/core/services/router'
import { coreErrors } from '#core/errors/core_errors'
import { describeRoute } from '#core/http/describe_route'
import { changesAnswer, entryAnswer } from './api_answers.js'
import { changesInput } from './controllers/list_changes_controller.js'
import { entryInput } from './controllers/save_entry_controller.js'
import { journalErrors } from './errors.js'

const ShowJournal = () => import('./controllers/show_journal_controller.js')
const NewEntry = () => import('./controllers/new_entry_controller.js')
const ShowEntry = () => import('./controllers/show_entry_controller.js')
const SaveEntry = () => import('./controllers/save_entry_controller.js')
const DeleteEntry = () => import('./controllers/delete_entry_controller.js')
const ListChanges = () => import('./controllers/list_changes_controller.js')
const GetEntry = () => import('./controllers/get_entry_controller.js')
const FindCanvasEntry = () => import('./controllers/find_canvas_entry_controller.js')
const FindSessionEntry = () => import('./controllers/find_session_entry_controller.js')

router.get('/journal', [ShowJournal, 'handle'])
router.get('/journal/new', [NewEntry, 'handle'])
router.get('/journal/entry', [FindSessionEntry, 'handle'])
router.get('/journal/beside', [FindCanvasEntry])
router.get('/journal/:id', [ShowEntry, 'handle'])
router.put('/journal/entries/:id', [SaveEntry, 'handle'])
router.delete('/journal/entries/:id', [DeleteEntry, 'handle'])

router.get('/api/v1/journal/entries', [ListChanges, 'handle'])
describeRoute({
  method: 'get',
  path: '/api/v1/journal/entries',
  id: 'listEntryChanges',
  tag: 'Journal',
  summary: 'List the entries of the person who asks that changed since a cursor',
  description:
    'Deleted entries are listed without their words. Ask again with the `cursor` of the answer as `since` while `more` is true.',
  query: changesInput,
  response: changesAnswer,
})

router.get('/api/v1/journal/entries/:id', [GetEntry, 'handle'])
describeRoute({
  method: 'get',
  path: '/api/v1/journal/entries/:id',
  id: 'getEntry',
  tag: 'Journal',
  summary: 'Get one entry of the person who asks',
  response: entryAnswer,
  errors: [coreErrors.notFound],
})

router.put('/api/v1/journal/entries/:id', [SaveEntry, 'handle']).as('api.save_entry')
describeRoute({
  method: 'put',
  path: '/api/v1/journal/entries/:id',
  id: 'saveEntry',
  tag: 'Journal',
  summary: 'Write an entry under an id (a UUID) that the caller has made',
  description:
    'When the entry has moved on from the version in `If-Match`, the answer is 409 with the stored `entry` and, where both sets of words are worth keeping, the `copy` that holds the ones sent. Nothing is lost.',
  headers: { 'If-Match': 'The version that was changed, such as `"3"`; absent for a new entry.' },
  body: entryInput,
  response: entryAnswer,
  statuses: { 200: 'Saved', 201: 'Created' },
  errors: [
    coreErrors.badRequest,
    coreErrors.notFound,
    journalErrors.conflict,
    journalErrors.unknownSession,
    journalErrors.full,
  ],
})

router.delete('/api/v1/journal/entries/:id', [DeleteEntry, 'handle']).as('api.delete_entry')
describeRoute({
  method: 'delete',
  path: '/api/v1/journal/entries/:id',
  id: 'deleteEntry',
  tag: 'Journal',
  summary: 'Delete an entry: its words are gone at once',
  headers: { 'If-Match': 'The version that was seen, such as `"3"`; absent for any.' },
  response: entryAnswer,
  errors: [coreErrors.badRequest, coreErrors.notFound, journalErrors.conflict],
})
