// Validates JSON documents against a JSON Schema (draft 2020-12) with ajv, in its strict mode: a keyword that the schema
// misspells is an error too. Prints each error; exit code 1 where there is any.
// Usage: node check.mjs <schema.json> <document.json>...
import { readFileSync } from 'node:fs';
import Ajv2020 from 'ajv/dist/2020.js';

const [schemaFile, ...files] = process.argv.slice(2);
const ajv = new Ajv2020({ allErrors: true, strict: true, strictRequired: true, allowUnionTypes: true });
const validate = ajv.compile(JSON.parse(readFileSync(schemaFile, 'utf8')));
let failed = false;
for (const file of files) {
  const isValid = validate(JSON.parse(readFileSync(file, 'utf8')));
  console.log(`${file}: ${isValid ? 'valid' : 'INVALID'}`);
  for (const error of validate.errors ?? []) {
    console.log(`  ${error.instancePath || '/'} ${error.message} ${JSON.stringify(error.params)}`);
  }

  failed ||= !isValid;
}

process.exit(failed ? 1 : 0);
