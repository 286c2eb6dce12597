import { defineConfig, drivers } from '@adonisjs/core/encryption'
import { settings } from '#config/settings'
import { derivedKey } from '#core/keys/appliance_key'

export default defineConfig({
  default: 'appliance',
  list: {
    appliance: drivers.aes256gcm({ id: 'appliance', keys: [derivedKey(settings.home, 'cookies')] }),
  },
})
