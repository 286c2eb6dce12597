/** Answers for all addresses that no module has; preloads load side by side, so routes come first here. */
import '#start/routes'
import { refuseUnknownAddresses } from '#core/http/refuse_unknown_addresses'

refuseUnknownAddresses()
