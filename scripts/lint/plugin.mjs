/** The two rules that no stock rule covers: who may import what, and a domain without a clock. */
import { builtinModules } from 'node:module';
import { dirname, relative, resolve, sep } from 'node:path';
import { importTable } from './import-table.mjs';

const within = (path, folder) => path === folder || path.startsWith(`${folder}/`);
const fits = (specifier, pattern) => (pattern.endsWith('*') ? specifier.startsWith(pattern.slice(0, -1)) : within(specifier, pattern));
const fromRoot = (root, path) => relative(root, path).split(sep).join('/');

/** The entry of the table that a file belongs to; `undefined` outside the table (test, scripts). */
function folderOf(path) {
  const withoutExtension = path.replace(/\.[cm]?[jt]s$/, '');
  return Object.keys(importTable)
    .filter((folder) => within(withoutExtension, folder))
    .toSorted((a, b) => b.length - a.length)[0];
}

/** Why a file of `folder` may not import this; `undefined` when it may. */
function objection(folder, { specifier, target, typeOnly }) {
  const { values, types, packages, butNot = [] } = importTable[folder];
  if (target !== undefined) {
    if (within(target, folder)) return undefined;
    if (values.some((allowed) => within(target, allowed)) && !butNot.some((banned) => within(target, banned))) return undefined;
    if (!types.some((allowed) => within(target, allowed))) return `${folder}/ may not import from ${target}`;
    return typeOnly ? undefined : `${folder}/ may import only types from ${target}: write "import type"`;
  }
  const name = builtinModules.includes(specifier) ? `node:${specifier}` : specifier;
  const allowed = packages === 'any' ? !butNot.some((banned) => fits(name, banned)) : packages.some((one) => fits(name, one));
  return allowed ? undefined : `${folder}/ may not use the package ${specifier}`;
}

const isTypeOnly = (node) => {
  if (node.importKind === 'type' || node.exportKind === 'type') return true;
  const { specifiers = [] } = node;
  return specifiers.length > 0 && specifiers.every((one) => one.importKind === 'type' || one.exportKind === 'type');
};

const boundaries = {
  meta: { type: 'problem', schema: [] },
  create(context) {
    const file = fromRoot(context.cwd, context.filename);
    const folder = folderOf(file);
    if (folder === undefined) return {};
    const judge = (node, source, typeOnly) => {
      if (typeof source?.value !== 'string') return;
      const specifier = source.value;
      const target = specifier.startsWith('.') ? fromRoot(context.cwd, resolve(dirname(context.filename), specifier)) : undefined;
      const found = objection(folder, { specifier, target, typeOnly });
      if (found) context.report({ node, message: `${found}. The table of imports is scripts/lint/import-table.mjs.` });
    };
    const declaration = (node) => judge(node, node.source, isTypeOnly(node));
    return {
      ImportDeclaration: declaration,
      ExportNamedDeclaration: declaration,
      ExportAllDeclaration: declaration,
      ImportExpression: (node) => judge(node, node.source, false),
      TSImportType: (node) => judge(node, node.source ?? node.argument, true),
      CallExpression(node) {
        if (node.callee.type === 'Identifier' && node.callee.name === 'require') judge(node, node.arguments[0], false);
      },
    };
  },
};

const noClock = {
  meta: { type: 'problem', schema: [] },
  create(context) {
    const isDate = (node) => node.callee.type === 'Identifier' && node.callee.name === 'Date';
    const report = (node) => context.report({ node, message: 'The domain has no clock: take the instant as an argument.' });
    return {
      // `new Date(instant)` only formats and stays allowed.
      NewExpression: (node) => isDate(node) && node.arguments.length === 0 && report(node),
      CallExpression: (node) => isDate(node) && report(node),
    };
  },
};

export default { meta: { name: 'portico' }, rules: { boundaries, 'no-clock': noClock } };
