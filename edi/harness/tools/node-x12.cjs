// node-x12 in strict mode: exit code 1 for what it refuses to parse.
const { readFileSync } = require('fs')
const { X12Parser } = require('node-x12')

try {
  new X12Parser(true).parse(readFileSync(process.argv[2], 'utf8'))
} catch (problem) {
  process.exit(1)
}
