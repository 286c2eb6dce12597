export { findCanvasTitle } from './queries/find_canvas_title.js'
export { openPrivateCanvas } from './actions/open_private_canvas.js'
