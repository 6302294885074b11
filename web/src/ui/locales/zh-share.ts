// 分享与嵌入的文案。
export const zhShare = {
  embed: {
    title: "嵌入地图",
    width: "宽（像素或 %）",
    height: "高（像素）",
    sizes: "高为 {{smallest}} 到 {{largest}} 像素，宽为像素数或百分比。",
    frame: "网页代码（iframe）",
    preview: "实时预览",
    stations: "站点瓦片地址",
    regions: "区域瓦片地址",
    sources: "MapLibre 数据源",
    copy: "复制",
  },
  picture: {
    sides: "左 {{left}} / 右 {{right}}",
    made: "由站图生成",
    asOf: "截至 {{date}}",
    stations: "{{formatted}} 个站点",
    failed: "无法生成图片",
  },
};
