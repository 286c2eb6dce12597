import { defineConfig } from '@adonisjs/core/bodyparser'

export default defineConfig({
  allowedMethods: ['POST', 'PUT', 'PATCH', 'DELETE'],
  form: {
    convertEmptyStringsToNull: true,
    types: ['application/x-www-form-urlencoded'],
    limit: '256kb',
  },
  json: {
    convertEmptyStringsToNull: true,
    // What somebody writes is kept to the letter; validators trim what is a name or an address.
    trimWhitespaces: false,
    types: ['application/json', 'application/json; charset=utf-8'],
    limit: '256kb',
  },
  multipart: {
    autoProcess: false,
    convertEmptyStringsToNull: true,
    types: ['multipart/form-data'],
    limit: '1mb',
  },
})
