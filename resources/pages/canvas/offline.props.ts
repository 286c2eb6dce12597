/** Props of the page that stands in for others without a network: what it lists lies on the device. */
export type OfflineProps = Record<string, never>
