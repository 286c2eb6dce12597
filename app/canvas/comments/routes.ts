import router from '@adonisjs/core/services/router'
import { registerCommentChannel } from './comment_channel.js'

const ShowDiscussion = () => import('../controllers/show_discussion_controller.js')
const WriteComment = () => import('../controllers/write_comment_controller.js')
const EditComment = () => import('../controllers/edit_comment_controller.js')
const DeleteComment = () => import('../controllers/delete_comment_controller.js')
const ResolveThread = () => import('../controllers/resolve_thread_controller.js')
const SeeComments = () => import('../controllers/see_comments_controller.js')

router.get('/canvases/:canvas/comments', [ShowDiscussion])
router.post('/canvases/:canvas/comments', [WriteComment])
router.post('/canvases/:canvas/comments/seen', [SeeComments])
router.put('/canvases/:canvas/comments/:comment', [EditComment])
router.delete('/canvases/:canvas/comments/:comment', [DeleteComment])
router.put('/canvases/:canvas/threads/:thread', [ResolveThread])

registerCommentChannel()
