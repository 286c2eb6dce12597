/** Props of the page that shows a canvas to a room. Nothing that others may see names anybody. */
export type PresentationProps = {
  /** Id of the canvas. */
  canvas: string
  person: null
  organisation: null
  role: null
  notice: null
}
