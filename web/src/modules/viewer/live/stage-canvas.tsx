// The canvas: three.js below React, a frame only when one is asked for.
import { Canvas, useFrame, useThree } from "@react-three/fiber";
import { useEffect, useRef } from "react";
import type { PerspectiveCamera } from "three";
import type { PartModel } from "./load-part";
import { Stage, type Looked } from "./stage";

interface InsideProps {
  model: PartModel;
  light: PartModel | undefined;
  onStage: (stage: Stage | null) => void;
}

function Inside({ model, light, onStage }: InsideProps) {
  const { gl, scene, camera, size, invalidate } = useThree();
  const stage = useRef<Stage | null>(null);
  const looked = useRef<Looked>(undefined); // another model of the same part is looked at from the same place
  useEffect(() => {
    const made = new Stage(gl, scene, camera as PerspectiveCamera, { model, light, before: looked.current }, invalidate);
    stage.current = made;
    onStage(made);
    return () => {
      stage.current = null;
      looked.current = made.looked;
      onStage(null);
      made.dispose();
    };
  }, [gl, scene, camera, model, light, invalidate, onStage]);
  useEffect(() => stage.current?.resize(size), [size, model]);
  // A priority of its own takes the drawing over from the library.
  useFrame(() => stage.current?.draw(performance.now()), 1);
  return null;
}

interface Props extends InsideProps {
  onLost: () => void;
}

export function StageCanvas({ onLost, ...inside }: Props) {
  return (
    <Canvas
      frameloop="demand"
      dpr={[1, 2]}
      flat
      camera={{ manual: true }}
      gl={{ antialias: true, stencil: true, alpha: true, powerPreference: "high-performance" }}
      resize={{ debounce: { resize: 60, scroll: 200 } }}
      onCreated={({ gl }) => {
        gl.domElement.addEventListener("webglcontextlost", (event) => {
          event.preventDefault();
          if (gl.domElement.isConnected) onLost();
        });
      }}
    >
      <Inside {...inside} />
    </Canvas>
  );
}
