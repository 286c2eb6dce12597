import router from '@adonisjs/core/services/router'
import { coreErrors } from '#core/errors/core_errors'
import { describeRoute } from '#core/http/describe_route'
import { cardAnswer, cardsAnswer, decksAnswer, importedAnswer } from './api_answers.js'
import { cardSearchInput } from './card_search_input.js'
import { cardInput } from './controllers/get_card_controller.js'
import { decksInput } from './controllers/list_decks_controller.js'
import { printInput } from './controllers/print_deck_controller.js'
import { libraryErrors } from './errors.js'
import { readToEnd } from './exchange/read_to_end.js'
import './events.js'

const ShowLibrary = () => import('./controllers/show_library_controller.js')
const FindCards = () => import('./controllers/find_cards_controller.js')
const ListFaces = () => import('./controllers/list_faces_controller.js')
const ShowCard = () => import('./controllers/show_card_controller.js')
const ShowPicture = () => import('./controllers/show_picture_controller.js')
const ShowDecks = () => import('./controllers/show_decks_controller.js')
const ImportDeck = () => import('./controllers/import_deck_controller.js')
const ImportApiDeck = () => import('./controllers/import_api_deck_controller.js')
const ExportDeck = () => import('./controllers/export_deck_controller.js')
const PrintDeck = () => import('./controllers/print_deck_controller.js')
const RemoveDeck = () => import('./controllers/remove_deck_controller.js')
const RemoveApiDeck = () => import('./controllers/remove_api_deck_controller.js')
const ListDecks = () => import('./controllers/list_decks_controller.js')
const ListCards = () => import('./controllers/list_cards_controller.js')
const GetCard = () => import('./controllers/get_card_controller.js')

router.get('/library', [ShowLibrary, 'handle'])
router.get('/library/find', [FindCards, 'handle'])
router.get('/library/faces', [ListFaces, 'handle'])
router.get('/library/cards/:id', [ShowCard, 'handle'])
router.get('/library/pictures/:card/:size', [ShowPicture, 'handle'])
router.get('/library/decks', [ShowDecks, 'handle'])
router.post('/library/decks', [ImportDeck, 'handle']).use(readToEnd)
router.get('/library/decks/:id/export', [ExportDeck, 'handle'])
router.get('/library/decks/:id/print', [PrintDeck, 'handle'])
router.delete('/library/decks/:id', [RemoveDeck, 'handle'])

router.get('/api/v1/decks', [ListDecks, 'handle'])
describeRoute({
  method: 'get',
  path: '/api/v1/decks',
  id: 'listDecks',
  tag: 'Library',
  summary: 'List the decks with their themes',
  query: decksInput,
  response: decksAnswer,
})

router.post('/api/v1/decks', [ImportApiDeck, 'handle']).use(readToEnd)
describeRoute({
  method: 'post',
  path: '/api/v1/decks',
  id: 'importDeck',
  tag: 'Library',
  summary: 'Import a deck from a zip',
  description:
    'For owners and admins. A `multipart/form-data` body with the zip in the field `deck`, and `replace=1` to replace a deck of the same id that the organisation has imported before. The zip is described in docs/deck_format.md. A deck with faults changes nothing and is answered with 422 and up to 50 of them as `errors`, each with the card and the field.',
  upload: {
    type: 'multipart/form-data',
    schema: {
      type: 'object',
      required: ['deck'],
      properties: {
        deck: { type: 'string', format: 'binary' },
        replace: { type: 'string', enum: ['0', '1'] },
      },
    },
  },
  response: importedAnswer,
  statuses: { 201: 'Imported; `warnings` say what to look at' },
  errors: [
    coreErrors.forbidden,
    coreErrors.tooManyRequests,
    libraryErrors.importRunning,
    libraryErrors.fileMissing,
    libraryErrors.fileTooLarge,
    coreErrors.fileInfected,
    coreErrors.fileNotScannable,
    coreErrors.scannerAway,
    coreErrors.filesAway,
    coreErrors.filesFull,
  ],
})

router.get('/api/v1/decks/:id/export', [ExportDeck, 'handle']).as('export_deck_by_api')
describeRoute({
  method: 'get',
  path: '/api/v1/decks/:id/export',
  id: 'exportDeck',
  tag: 'Library',
  summary: 'Export a deck as a zip',
  description:
    'Decks that came with the appliance are exported to everybody, own ones to owners and admins. The zip can be imported into another organisation or appliance.',
  file: 'application/zip',
  errors: [coreErrors.notFound, coreErrors.forbidden],
})

router.get('/api/v1/decks/:id/print', [PrintDeck, 'handle']).as('print_deck_by_api')
describeRoute({
  method: 'get',
  path: '/api/v1/decks/:id/print',
  id: 'printDeck',
  tag: 'Library',
  summary: 'Get a deck as a PDF to print',
  description:
    'A4, two cards to a page with cut marks, in the language asked for. Own decks are printed by owners, admins and facilitators.',
  query: printInput,
  file: 'application/pdf',
  errors: [
    coreErrors.notFound,
    coreErrors.forbidden,
    coreErrors.tooManyRequests,
    libraryErrors.printerBusy,
  ],
})

router.delete('/api/v1/decks/:id', [RemoveApiDeck, 'handle'])
describeRoute({
  method: 'delete',
  path: '/api/v1/decks/:id',
  id: 'removeDeck',
  tag: 'Library',
  summary: 'Remove a deck that the organisation has imported',
  description:
    'For owners and admins. The deck is offered no more; its cards stay on canvases, in journals and in sessions.',
  errors: [coreErrors.notFound, coreErrors.forbidden, libraryErrors.notOwn],
})

router.get('/api/v1/cards', [ListCards, 'handle'])
describeRoute({
  method: 'get',
  path: '/api/v1/cards',
  id: 'findCards',
  tag: 'Library',
  summary: 'Find cards by word or theme, a page at a time',
  query: cardSearchInput,
  response: cardsAnswer,
})

router.get('/api/v1/cards/:id', [GetCard, 'handle'])
describeRoute({
  method: 'get',
  path: '/api/v1/cards/:id',
  id: 'getCard',
  tag: 'Library',
  summary: 'Get one card',
  query: cardInput,
  response: cardAnswer,
  errors: [coreErrors.notFound],
})
