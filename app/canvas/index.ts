export { openPrivateCanvas } from './actions/open_private_canvas.js'
