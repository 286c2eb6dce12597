/** Props of the page of the organisation itself. */
export type OrganisationProps = {
  name: string
  /** Language of mail to people who have not chosen one. */
  defaultLocale: string
}
