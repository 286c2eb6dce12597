/** What the page that is open is called, without the product. */
export const pageTitle = (): string => document.title.replace(/ · Belvedere$/, '')
