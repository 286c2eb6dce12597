import router from '@adonisjs/core/services/router'

const ShowMailbox = () => import('./controllers/show_mailbox_controller.js')
const ShowMessage = () => import('./controllers/show_message_controller.js')

router.get('/operator/mailbox', [ShowMailbox, 'handle'])
router.get('/operator/mailbox/:id', [ShowMessage, 'handle'])
