/** Props of the page that the code of a session that was called off leads to: there are none. */
export type CalledOffProps = Record<string, never>
