#!/usr/bin/env node
require('../dist/lib/cli.cjs');
