import router from '@adonisjs/core/services/router'

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
router.get('/api/v1/cards', [ListCards, 'handle'])
router.get('/api/v1/cards/:id', [GetCard, 'handle'])
