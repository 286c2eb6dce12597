/** Props of the page with a person's private canvas. */
export type PrivateCanvasProps = {
  canvasId: string
}
