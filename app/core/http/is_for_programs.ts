/** Whether an address is for programs, which bring a bearer token and understand JSON. */
export function isForPrograms(path: string): boolean {
  return path.startsWith('/api/') || path === '/metrics'
}
