// For tests/test_form_rules.py: reads {schemas, form, asked: [{kind, values}]} and writes what the form says of each.

import { readFileSync } from "node:fs";

import { faultsOf } from "../../templates/static/js/form-rules.js";

const { schemas, form, asked } = JSON.parse(readFileSync(0, "utf-8"));
const told = asked.map(({ kind, values }) => faultsOf(schemas[kind], values, form).map(({ field, rule, message }) => [field, rule, message]));
process.stdout.write(JSON.stringify(told));
