export { registerDemoSeed, type DemoSeed } from './setup/demo_seeds.js'
export { prepareFirstOrganisation } from './setup/prepare_first_organisation.js'
