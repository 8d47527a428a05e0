/**
 * `node --require test/support/run-typescript.cjs some/main.ts` runs a source file as a process of its own, compiled as
 * Jest compiles it. Types are not checked.
 */
const { readFileSync } = require('node:fs');
const Module = require('node:module');
const { transformSync } = require('@swc/core');

// Before JSON in the order of looking: `./accounts` means the code, as it does in the build.
const { '.json': json } = Module._extensions;
delete Module._extensions['.json'];
Module._extensions['.ts'] = (module, filename) => {
  const { code } = transformSync(readFileSync(filename, 'utf8'), {
    filename,
    swcrc: false,
    jsc: { target: 'es2022', parser: { syntax: 'typescript' } },
    module: { type: 'commonjs' },
    sourceMaps: false,
  });
  module._compile(code, filename);
};
Module._extensions['.json'] = json;
