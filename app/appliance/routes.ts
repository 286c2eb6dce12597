import router from '@adonisjs/core/services/router'

router.get('/', ({ inertia }) => inertia.render('landing', { cards: [] }))
router.get('/health/live', () => ({ status: 'alive' }))
