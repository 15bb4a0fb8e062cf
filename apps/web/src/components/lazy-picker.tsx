// A picker whose search comes when somebody is about to use it: a page of many parts is not longer for it.
"use client";
import { useState, type ComponentType } from "react";
import type { Picker } from "./picker.tsx";
import { StillPicker, type PickerProps } from "./still-picker.tsx";

type Loaded = { readonly Search: ComponentType<Parameters<typeof Picker>[0]>; readonly begun: string | undefined };

export function LazyPicker(props: PickerProps) {
  const [loaded, setLoaded] = useState<Loaded | null>(null);
  if (loaded) return <loaded.Search {...props} begun={loaded.begun} />;
  const load = () => import("./picker.tsx").catch(() => null); // offline: the next focus asks again
  return (
    <StillPicker
      {...props}
      onPointerEnter={() => void load()}
      onFocus={({ currentTarget }) =>
        void load().then((picker) => {
          const begun = currentTarget === document.activeElement ? currentTarget.value : undefined;
          if (picker) setLoaded({ Search: picker.Picker, begun });
        })
      }
    />
  );
}
