/** Longest name and description of a template that somebody saved, in UTF-16 units. */
export const LONGEST_TEMPLATE_NAME = 80
export const LONGEST_ABOUT = 300
/** Most elements in one, and how much they are as a file, in UTF-16 units. */
export const MOST_IN_TEMPLATE = 500
export const LARGEST_TEMPLATE = 128 * 1024
/** Most templates of one person, and of an organisation. */
export const MOST_TEMPLATES = 50

/** What a template says of itself. */
export interface TemplateAbout {
  name: string
  about: string
}

/** A template that somebody saved, in a list. */
export interface ListedTemplate extends TemplateAbout {
  id: string
  /** Everybody in the organisation is offered it; otherwise only whoever saved it. */
  forAll: boolean
  /** The person may rename and delete it. */
  mayChange: boolean
}
