/** Props of the page that asks for a join code. */
export type JoinProps = {
  /** What was typed last. */
  code: string
  /** What was wrong with it, translated. */
  problem: string | null
}
