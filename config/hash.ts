import app from '@adonisjs/core/services/app'
import { defineConfig, drivers } from '@adonisjs/core/hash'

/**
 * scrypt with the parameters that OWASP's password storage guidance gives for 32 MiB. Tests, which
 * sign in hundreds of times, take cheaper ones.
 */
export default defineConfig({
  default: 'scrypt',
  list: {
    scrypt: drivers.scrypt({
      cost: app.inTest ? 2 ** 11 : 2 ** 15,
      blockSize: 8,
      parallelization: 3,
      maxMemory: 64 * 1024 * 1024,
    }),
  },
})
