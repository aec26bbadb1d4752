// Reads a GLB file as a browser does (three.js with its meshopt decoder) and prints what came out, as one line of JSON.
// usage: node check_glb.mjs DIRECTORY_OF_NODE_MODULES FILE
import { readFileSync } from 'node:fs';
import { pathToFileURL } from 'node:url';

const [modules, file] = process.argv.slice(2);
const load = (path) => import(pathToFileURL(`${modules}/three/${path}`).href);
globalThis.self = globalThis; // the loader expects a browser or a worker
const THREE = await load('build/three.module.js');
const { GLTFLoader } = await load('examples/jsm/loaders/GLTFLoader.js');
const { MeshoptDecoder } = await load('examples/jsm/libs/meshopt_decoder.module.js');

const loader = new GLTFLoader();
loader.setMeshoptDecoder(MeshoptDecoder);
const bytes = readFileSync(file);
const buffer = bytes.buffer.slice(bytes.byteOffset, bytes.byteOffset + bytes.byteLength);
const { scene, asset } = await loader.parseAsync(buffer, '');

scene.updateMatrixWorld(true);
const box = new THREE.Box3().setFromObject(scene, true);
const parts = [];
let triangles = 0;
let volume = 0;
let worst_normal = 1; // smallest cosine between a triangle and the normals of its corners
scene.traverse((object) => {
    if (!object.isMesh) return;
    const { index, attributes } = object.geometry;
    triangles += index.count / 3;
    parts.push({ name: object.userData.name ?? object.name, triangles: index.count / 3, color: object.material.color.toArray() });
    const turn = new THREE.Matrix3().getNormalMatrix(object.matrixWorld);
    const corner = (i) => new THREE.Vector3().fromBufferAttribute(attributes.position, index.getX(i)).applyMatrix4(object.matrixWorld);
    const normal = (i) => new THREE.Vector3().fromBufferAttribute(attributes.normal, index.getX(i)).applyMatrix3(turn).normalize();
    for (let i = 0; i < index.count; i += 3) {
        const [a, b, c] = [corner(i), corner(i + 1), corner(i + 2)];
        volume += a.dot(b.clone().cross(c)) / 6;
        const face = b.clone().sub(a).cross(c.clone().sub(a));
        if (face.length() === 0) continue;
        face.normalize();
        for (let k = 0; k < 3; ++k) worst_normal = Math.min(worst_normal, Math.abs(face.dot(normal(i + k))));
    }
});
const root = scene.children[0];
console.log(JSON.stringify({
    extras: asset.extras, triangles, parts, nodes: root.children.map((node) => node.name), volume_m3: volume, worst_normal,
    low_m: box.min.toArray(), high_m: box.max.toArray(),
}));
