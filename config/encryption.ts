import { defineConfig, drivers } from '@adonisjs/core/encryption'
import { cookieSecrets } from '#core/keys/appliance_key'

export default defineConfig({
  default: 'appliance',
  list: {
    appliance: drivers.aes256gcm({ id: 'appliance', keys: cookieSecrets() }),
  },
})
