import { defineConfig, drivers } from '@adonisjs/core/hash'

/** scrypt with the parameters that OWASP's password storage guidance gives for 32 MiB. */
export default defineConfig({
  default: 'scrypt',
  list: {
    scrypt: drivers.scrypt({
      cost: 2 ** 15,
      blockSize: 8,
      parallelization: 3,
      maxMemory: 64 * 1024 * 1024,
    }),
  },
})
