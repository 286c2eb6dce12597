import router from '@adonisjs/core/services/router'
import { coreErrors } from '#core/errors/core_errors'
import { describeRoute } from '#core/http/describe_route'
import { cardAnswer, cardsAnswer, decksAnswer } from './api_answers.js'
import { cardSearchInput } from './card_search_input.js'
import { cardInput } from './controllers/get_card_controller.js'
import { decksInput } from './controllers/list_decks_controller.js'

const ShowLibrary = () => import('./controllers/show_library_controller.js')
const FindCards = () => import('./controllers/find_cards_controller.js')
const ShowCard = () => import('./controllers/show_card_controller.js')
const ListDecks = () => import('./controllers/list_decks_controller.js')
const ListCards = () => import('./controllers/list_cards_controller.js')
const GetCard = () => import('./controllers/get_card_controller.js')

router.get('/library', [ShowLibrary, 'handle'])
router.get('/library/find', [FindCards, 'handle'])
router.get('/library/cards/:id', [ShowCard, 'handle'])

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
