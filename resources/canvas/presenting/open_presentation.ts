/** Opens what shows a canvas to a room in a window of its own, which can be shared. */
export function openPresentation(canvas: string): void {
  open(`/canvases/${canvas}/present`, `present-${canvas}`, 'popup,width=1280,height=720')
}
