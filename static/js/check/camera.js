// Looks through the camera until it sees a code, or is told to stop.

import { readFrame } from "./picture.js";

const PAUSE = 120;
const WANTED = { audio: false, video: { facingMode: "environment", width: { ideal: 1280 }, height: { ideal: 720 } } };

export class Camera {
  constructor(video) {
    this.video = video;
  }

  // The text of the first code that is seen, "" when stopped; rejects when there is no camera or no leave.
  async look() {
    this.stream = await navigator.mediaDevices.getUserMedia(WANTED);
    this.video.srcObject = this.stream;
    await this.video.play();
    try {
      while (this.stream) {
        const { videoWidth, videoHeight } = this.video;
        const text = videoWidth && await readFrame(this.video, videoWidth, videoHeight);
        if (text) return text;
        await new Promise((resolve) => { setTimeout(resolve, PAUSE); });
      }
      return "";
    } finally {
      this.stop();
    }
  }

  stop() {
    this.stream?.getTracks().forEach((track) => track.stop());
    this.stream = null;
    this.video.srcObject = null;
  }
}
