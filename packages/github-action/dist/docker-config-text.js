import{t as e}from"./invalid-input-error.js";function t(e,t){if(e===void 0||e.trim()===``)return{};let n=a(e);if(n===void 0)throw o(t,`is not a JSON object`);for(let e of[`auths`,`credHelpers`]){let r=n[e];if(r===null)delete n[e];else if(r!==void 0&&!i(r))throw o(t,`"${e}" is no object`)}return n}function n(e,t){if(t===void 0||t.trim()===``)return JSON.stringify(e,void 0,`	`);let n=/^\s*\{\r?\n([ \t]+)/.exec(t)?.[1],r=JSON.stringify(e,void 0,n??(t.includes(`
`)?`	`:0)),i=t.includes(`\r
`)?`\r
`:`
`;return r.replaceAll(`
`,i)+(/\s*$/.exec(t)?.[0]??``)}function r(e,t){let{credHelpers:n,credsStore:r}=e;return((n&&Object.hasOwn(n,t)?n[t]:void 0)??r)||void 0}function i(e){return typeof e==`object`&&!!e&&!Array.isArray(e)}function a(e){try{let t=JSON.parse(e);return i(t)?t:void 0}catch{return}}function o(t,n){return new e(`The Docker config "${t}" is broken: it ${n}. Nothing was changed. Mend or delete the file, or name another folder in DOCKER_CONFIG.`)}export{t as i,r as n,i as r,n as t};