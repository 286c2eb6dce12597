/** The address of the WebSocket on which a canvas is served, on this origin. */
export function canvasUrl(canvas: string): string {
  return `${location.origin.replace(/^http/, 'ws')}/canvas/${canvas}`
}
